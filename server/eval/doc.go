// Command eval measures partner matching on real collaborations: what is known before a day is imported, and every enterprise of each
// later agreement is asked who its academic partners are.
//
//	agreements.csv ┐         ┌ before the cut ─▶ JSON lines ─▶ load.Into a store ─▶ network ─▶ findPartners ─▶ rankings ┐
//	parties.csv    ├─ data ──┤                                                                                       ├─▶ figures
//	organizations  ┘         └ after it: questions and their true partners ──────▶ baselines ─▶ rankings ──────────────┘
//
// An asking enterprise that was not seen before is imported with its name, type and place alone. A question has the agreement's text, its
// classes as fields, and who asks; nothing else of what lies behind the cut enters anywhere. Figures come with 95 % intervals by
// bootstrap over agreements, for the questions of one agreement are not independent.
//
// # 2026-11-24: roles
//
// A coordinator is the INITIATOR, a participant a PARTNER; associated partners and third parties, who are not paid and do not answer for
// the work, are TECHNICAL_SUPPORT.
package main
