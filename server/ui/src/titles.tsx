// GraphiQL titles a tab by the name of its operation, which GraphQL's grammar
// confines to ASCII. Ours are titled by the comment that opens the document.
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { GraphiQLProps } from 'graphiql';
import { useLayoutEffect } from 'react';

/**
 * The title of a document: its first line if that is a comment, up to the dot
 * that parts Chinese from English, so "# 找伙伴 · Find partners" is 找伙伴. A
 * document that begins otherwise has none.
 */
export function titleOf(query: string | null): string | null {
  return /^\s*#\s*([^·\n]*[^·\s])/.exec(query ?? '')?.[1] ?? null;
}

/**
 * Titles all tabs. GraphiQL hands each new state of its tabs to onTabChange
 * just before it keeps that state, so a title set here is the one it shows.
 */
export const titleTabs: NonNullable<GraphiQLProps['onTabChange']> = ({ tabs }) => {
  for (const tab of tabs) {
    tab.title = titleOf(tab.query) ?? tab.title;
  }
};

/**
 * Has the tabs that the page opens with titled before they are first painted:
 * GraphiQL makes them without calling onTabChange, and moving them to where
 * they are calls it.
 */
export function TabTitles() {
  const { moveTab } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  useLayoutEffect(() => moveTab([...tabs]), []);
  return null;
}
