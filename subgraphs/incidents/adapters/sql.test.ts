import { onEachDatabase } from '../../../test/servers/needs-postgres.ts';
import { deliveryStoreContract } from '../ports/delivery-store.contract.ts';
import { incidentRecordContract } from '../ports/incident-record.contract.ts';
import { incidentStoreContract } from '../ports/incident-store.contract.ts';
import { outsideAlertStoreContract } from '../ports/outside-alert-store.contract.ts';
import { postMortemStoreContract } from '../ports/post-mortem-store.contract.ts';
import { silenceStoreContract } from '../ports/silence-store.contract.ts';
import { incidentStoreIn } from './sql.ts';
import { openIncidentDatabase } from './sql-database.ts';
import { deliveryStoreIn } from './sql-deliveries.ts';
import { outsideAlertStoreIn } from './sql-outside-alerts.ts';
import { postMortemStoreIn } from './sql-post-mortems.ts';
import { incidentRecordIn } from './sql-record.ts';
import { silenceStoreIn } from './sql-silences.ts';

onEachDatabase((name, empty) => {
  const prepare = async () => {
    const { place, remove } = await empty();
    const open = async () => {
      const database = await openIncidentDatabase(place);
      return {
        deliveries: deliveryStoreIn(database),
        store: incidentStoreIn(database, place),
        silences: silenceStoreIn(database),
        postMortems: postMortemStoreIn(database),
        record: incidentRecordIn(database),
        outside: outsideAlertStoreIn(database),
        close: database.close,
      };
    };
    return { open, remove };
  };
  incidentStoreContract(name, prepare);
  incidentRecordContract(name, prepare);
  deliveryStoreContract(name, prepare, name === 'Postgres');
  silenceStoreContract(name, prepare);
  outsideAlertStoreContract(name, prepare);
  postMortemStoreContract(name, prepare);
});
