import { afterEach, beforeEach, describe } from '@jest/globals';
import type { OpenedStore, OpenStore } from './contract-world.contract.ts';
import { answersContract } from './store-answers.contract.ts';
import { exchangeContract } from './store-exchange.contract.ts';
import { extremesContract } from './store-extremes.contract.ts';
import { factsContract } from './store-facts.contract.ts';
import { historyContract } from './store-history.contract.ts';
import { identitiesContract } from './store-identities.contract.ts';
import { inventoryContract } from './store-inventory.contract.ts';
import { keepingContract } from './store-keeping.contract.ts';
import { knowledgeContract } from './store-knowledge.contract.ts';
import { oracleContract } from './store-oracle.contract.ts';
import { runsContract } from './store-runs.contract.ts';
import { searchContract } from './store-search.contract.ts';
import { walksContract } from './store-walks.contract.ts';

/** Longest that a store may take to open: a database that has just started takes long over its first questions. */
const OPENING = 120_000;

/** Gives the store of the running test, empty at its start. */
export type StoreOfTest = () => OpenedStore;

/**
 * What every lineage store does. Each test gets a store of its own from `open`.
 * @param openOther an empty store of another kind or place, to exchange with.
 * @param draws how many random estates the property tests try.
 */
export function lineageStoreContract(name: string, open: OpenStore, openOther: OpenStore, { draws = 100 } = {}): void {
  describe(`${name} as a lineage store`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    }, OPENING);
    afterEach(() => opened.close());
    const ofTest: StoreOfTest = () => opened;
    const reopen = async () => {
      if (opened.reopen) opened = { ...opened, store: await opened.reopen() };
    };

    keepingContract(ofTest);
    walksContract(ofTest);
    answersContract(ofTest);
    historyContract(ofTest);
    knowledgeContract(ofTest, reopen);
    identitiesContract(ofTest, reopen);
    factsContract(ofTest);
    runsContract(ofTest);
    extremesContract(ofTest);
    searchContract(ofTest);
    inventoryContract(ofTest);
    oracleContract(ofTest, draws);
    exchangeContract(ofTest, openOther);
  });
}
