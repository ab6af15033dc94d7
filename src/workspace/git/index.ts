export { type Base, findBase } from './base';
export { earlierCiphertexts } from './ciphertext-history';
export { readCommit } from './read-commit';
export { openRepository, type Repository } from './repository';
