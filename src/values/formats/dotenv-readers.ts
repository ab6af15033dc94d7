/**
 * Who reads a .env file: `node`: the package dotenv, and what is built on it; `python`: python-dotenv; `expand`: what replaces
 * `$NAME` on top of dotenv: Next.js, Vite, dotenv-expand.
 */
export const dotenvReaders = ['node', 'python', 'expand'] as const;
export type DotenvReader = (typeof dotenvReaders)[number];
