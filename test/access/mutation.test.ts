import { type KnownToIam, lintDocument } from '../../src/access/lint';
import explained from './mutation-survivors.json';
import { checksOf, isNoticed } from './support/checks';
import { loadKnownToIam, servicesOf } from './support/known-to-iam';
import { mutantsOf } from './support/mutate';
import { worldOf } from './support/world';

const world = worldOf('suffix');

/** One document of each kind. Those of other environments and services are made by the same code. */
const stands = (name: string): boolean =>
  /^(?:break-glass|ci-deploy\.production|ci-plan|developer-read|guardrail|reader\.agents|scp|secret-author)\b/.test(
    name,
  ) ||
  /^(?:compute|task)\.production\./.test(name) ||
  /^(?:execution|secret-policy)\.production\.(?:api|hook)(?:$|\.trust)/.test(name) ||
  /^key-policy\.(?:dev|production)$|^runtime-boundary\.production$/.test(name);
const documents = Object.values(world.access.documents).filter(({ name }) => stands(name));

let known: KnownToIam;
beforeAll(async () => {
  known = await loadKnownToIam(servicesOf(Object.values(world.access.documents)));
});

describe('a statement, condition, value or action less, or an allowance that is wider', () => {
  test('GIVEN each document with one such change WHEN everything is asked again THEN somebody notices, or it is said why not', () => {
    const checks = checksOf(world);
    let count = 0;
    const survivors = documents.flatMap((document) =>
      [...mutantsOf(document)]
        .filter((mutant) => {
          count++;
          return (
            lintDocument(mutant.document, known).length === 0 &&
            !isNoticed(mutant, checks.get(document.name) ?? [])
          );
        })
        .map(({ name }) => name),
    );
    expect(survivors.sort()).toEqual(explained.flatMap(({ mutants }) => mutants).sort());
    expect(count).toBeGreaterThan(1000);
  }, 120_000);

  test('GIVEN the explanations THEN each says something of some change', () => {
    expect(explained.filter(({ why, mutants }) => why.length < 20 || mutants.length === 0)).toEqual([]);
  });
});
