export default async function teardown(): Promise<void> {
  await globalThis.headwaterNeo4j?.stop();
}
