/** Runs `work` while no other tab and no worker of this phone syncs this client.
 *  Where the browser has no locks two may sync at once: then the same entry may go out twice, which the server tells. */
export async function alone(client: string, work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return work();
  await locks.request(`throughline-sync-${client}`, work);
}
