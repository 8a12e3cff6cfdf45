import ipaddr from 'ipaddr.js';

/** Whether a text is an address range, such as `10.0.0.0/8`. */
export const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text);

/**
 * Whether something may be sent to this address: one of the public internet, or one in an allowed range. An IPv4 address
 * written as IPv6 is the IPv4 address that it stands for.
 */
export function mayReach(address: string, allowed: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const reached = ipaddr.process(address);
  if (reached.range() === 'unicast') return true;
  return allowed.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === reached.kind() && reached.match(base, bits);
  });
}
