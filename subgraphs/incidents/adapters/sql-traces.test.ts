import { onEachDatabase } from '../../../test/servers/needs-postgres.ts';
import { traceStoreContract } from '../ports/trace-store.contract.ts';
import { openTraceStore } from './sql-traces.ts';

onEachDatabase((name, empty) =>
  traceStoreContract(name, async () => {
    const { place, remove } = await empty();
    return { open: (ring) => openTraceStore(place, ring), remove };
  }),
);
