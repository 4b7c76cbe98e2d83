// What is used of dmn-moddle, which has no types of its own.
declare module 'dmn-moddle' {
  /** An element of a model, with what it has by the name that DMN gives to it. */
  export interface ModdleElement {
    readonly $type: string
    readonly id?: string
    readonly [name: string]: unknown
  }

  export class DmnModdle {
    create(type: string, properties: Readonly<Record<string, unknown>>): ModdleElement
    toXML(element: ModdleElement, options: { readonly format: boolean }): Promise<{ xml: string }>
    /** Throws where it is no XML, or no model. */
    fromXML(xml: string): Promise<{
      readonly rootElement: ModdleElement
      readonly warnings: readonly { readonly message: string }[]
    }>
  }
}
