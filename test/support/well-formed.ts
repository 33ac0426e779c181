import { validateXML } from "xmllint-wasm";

/** A grammar that accepts any well-formed XML document. */
const ANY = `<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <start><ref name="any"/></start>
  <define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define>
</grammar>`;

/** Returns libxml2's errors for a text as an XML document; empty if there are none. */
export async function xmlTrouble(text: string): Promise<string> {
  const { valid, rawOutput } = await validateXML({
    xml: { fileName: "document.xml", contents: text },
    schema: [{ fileName: "any.rng", contents: ANY }],
    extension: "relaxng",
  });
  return valid ? "" : rawOutput;
}
