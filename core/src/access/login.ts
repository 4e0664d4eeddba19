/** What a login (账号) looks like, in small letters: `li.na`; also as the pattern of the contract. */
export const LOGIN_PATTERN = "^[a-z][a-z0-9._-]{1,39}$";

const LOGIN = new RegExp(LOGIN_PATTERN, "u");

export const isLogin = (text: string): boolean => LOGIN.test(text);

/** Whether it is a login, or the first letters of one: what is typed is not wrong before it is there. */
export const mayBecomeLogin = (text: string): boolean =>
  text === "" || isLogin(text.length === 1 ? `${text}x` : text);
