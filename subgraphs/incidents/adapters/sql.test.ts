import { onEachDatabase } from '../../../test/servers/needs-postgres.ts';
import { incidentStoreContract } from '../ports/incident-store.contract.ts';
import { openIncidentStore } from './sql.ts';

onEachDatabase((name, empty) =>
  incidentStoreContract(name, async () => {
    const { place, remove } = await empty();
    return { open: () => openIncidentStore(place), remove };
  }),
);
