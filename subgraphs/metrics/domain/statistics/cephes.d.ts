/** What of Cephes is used; its own declarations are beside its code but not among its exports. */
declare module 'cephes' {
  const cephes: {
    /** Settles once the functions may be called. */
    compiled: Promise<void>;
    chdtri(freedom: number, tail: number): number;
    igamc(shape: number, x: number): number;
    lgam(x: number): number;
    igami(shape: number, tail: number): number;
    kolmogorov(x: number): number;
    kolmogi(tail: number): number;
  };
  export default cephes;
}
