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
// The directory, none of which is in the repository, has three files of comma-separated values, each with a first line that names its
// columns; further columns are left alone:
//
//	agreements.csv     id, title, startDate (a day, 2024-01-31), euroSciVoc (paths of classes, joined by |), objective (the text)
//	parties.csv        agreement, organization, role (coordinator, participant, associatedPartner, thirdParty)
//	organizations.csv  id, name, shortName, type (PRC enterprise, HES university, REC institute, PUB public body, OTH other), city, country
//
// # 2026-11-24: roles
//
// A coordinator is the INITIATOR, a participant a PARTNER; associated partners and third parties, who are not paid and do not answer for
// the work, are TECHNICAL_SUPPORT.
//
// # 2026-11-28: what the baselines are
//
// Class overlap is the cosine of how often the candidate's agreements have each class with the question's classes: 0.072 / 0.035 of
// Hit@10 / MRR on the development split of the Horizon data, beside the 0.078 / 0.036 that is published with them. It was a mere count of
// the repetitions until now (0.345 / 0.163 there), which is popularity among those of the class; that stands beside it as "classes
// counted" and has no part in the fusion. The weights of the linear baseline are tuned on every run, by asking the latest fifth of what is
// known of the rest, so that no cut sees weights that were made for another.
package main
