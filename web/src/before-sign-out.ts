/** What a page still has to say as whoever is signed in, before they are not any more. */

type Goodbye = () => Promise<unknown>;

const goodbyes = new Set<Goodbye>();

/** Has something done before every sign-out; the answer takes it back. */
export function beforeSignOut(goodbye: Goodbye): () => void {
  goodbyes.add(goodbye);
  return () => void goodbyes.delete(goodbye);
}

/** Waits for all of them; whether they succeed keeps nobody signed in. */
export const sayGoodbye = async (): Promise<void> => {
  await Promise.allSettled([...goodbyes].map((goodbye) => goodbye()));
};
