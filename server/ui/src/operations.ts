/** One ready-made operation: the text of a document and its variables. */
export interface Operation {
  query: string;
  variables: string | null;
}

// The server prints the same files when it starts, so each operation is written
// once. Their names begin with a number, which is their order there and here.
const documents = import.meta.glob<string>('../operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variables = import.meta.glob<string>('../operations/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The operations a first visit opens with, one a tab. */
export const operations: Operation[] = Object.keys(documents)
  .sort()
  .map((path) => ({
    query: documents[path]!,
    variables: variables[path.replace(/\.graphql$/, '.variables.json')] ?? null,
  }));
