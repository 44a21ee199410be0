"""The glossary as people keep it: one YAML file, read with the place of every problem and rewritten by splicing.

What lives where:

- `shape`: the keys of the file, their order and the values that they take;
- `schema`: the shape as a JSON Schema, for editors;
- `tree`: YAML to nodes that know where they stand in the text; nothing else touches the YAML parser;
- `fields`: reading one node as a text, a date, a list, and writing down what is wrong with it;
- `read`: a text to a `Glossary`, with all problems in one go (`parse`), or an error (`read`);
- `sources`: the list of documents, which glossaries and manifests share;
- `agree`: what must hold between concepts: unique ids, no term in two of them;
- `render`: a concept, or a whole glossary, to YAML;
- `edit`: rewriting a text so that comments, order and untouched lines stay byte for byte;
- `splice`: places in a text, and putting new text there;
- `overlay`: several glossaries to one;
- `evidence`: quotes found and checked in their sources, and the machine-written file that holds most of them;
- `manifest`: `sources.yaml`, which says who published the documents beside it, and when.

All of it is pure: text in, values out. Importing these modules does not load the YAML library; calling them does.
"""
