// Puts graphql-http's audits of GraphQL over HTTP to the server at BASE_URL and
// prints each result. Every MUST and SHOULD has to hold; a MAY is reported.
import { serverAudits } from 'graphql-http';

const baseURL = process.env.BASE_URL;
if (!baseURL) {
  console.error('BASE_URL names the server under test');
  process.exit(2);
}

let broken = 0;
for (const audit of serverAudits({ url: `${baseURL}/graphql` })) {
  const { status, reason } = await perform(audit);
  const binding = !audit.name.startsWith('MAY');
  if (binding && status !== 'ok') broken++;
  console.log(`${status.padEnd(6)} ${audit.id} ${audit.name}${reason ? `: ${reason}` : ''}`);
}
console.log(broken === 0 ? 'every MUST and SHOULD holds' : `${broken} MUST or SHOULD do not hold`);
process.exitCode = broken === 0 ? 0 : 1;

/** An audit that cannot be performed, such as one without an answer, has failed. */
async function perform(audit) {
  try {
    return await audit.fn();
  } catch (error) {
    return { status: 'error', reason: String(error) };
  }
}
