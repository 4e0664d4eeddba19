/** Where the phone page keeps who may open it without a line; signing out takes it away. */
export const OFFLINE_ME = "onegrid.offline-me";

export const forgetOfflineMe = (): void => localStorage.removeItem(OFFLINE_ME);
