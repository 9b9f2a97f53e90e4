import './workers';
import '@graphiql/react/font/roboto.css';
import '@graphiql/react/font/fira-code.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './style.css';

import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { operations } from './operations';
import { PlainChinese } from './plain';
import { TabTitles, titleTabs } from './titles';

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  enableIncrementalDelivery: false,
});

// GraphiQL fills the variables' editor from the last visit and, when there was
// none, leaves it empty even if the first tab brings its own.
const firstVisit = localStorage.getItem('graphiql:tabState') === null;
const initialVariables = (firstVisit && operations[0]?.variables) || undefined;

createRoot(document.getElementById('playground')!).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={operations}
    initialVariables={initialVariables}
    onTabChange={titleTabs}
  >
    <GraphiQL.Logo>
      <span className="product">Partnergraph</span>
    </GraphiQL.Logo>
    <TabTitles />
    <PlainChinese />
  </GraphiQL>,
);
