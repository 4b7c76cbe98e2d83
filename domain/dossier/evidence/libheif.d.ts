// What Peil uses of libheif, which comes without types of its own for this door.
declare module 'libheif-js/wasm-bundle.js' {
  export interface HeifImage {
    get_width(): number
    get_height(): number
    is_primary(): boolean
    /** Decodes, with the turns and mirrors that the file asks for; null when it cannot. */
    display(
      into: { data: Uint8ClampedArray; width: number; height: number },
      done: (made: { data: Uint8ClampedArray } | null) => void,
    ): void
    free(): void
  }
  const libheif: {
    readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifImage[] }
  }
  export default libheif
}
