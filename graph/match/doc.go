// Package match finds partners and says why. It is a pure function of the graph and the question: no clock, no randomness, no state
// of its own, so both engines and every server rank alike.
//
//	Question ──gather──▶ inquiry (fields, words, asker) ──leads──▶ candidates ──each factor──▶ value 0–1 ──× weight, summed──▶ ranked Matches
//	                                                                                                  └─ Explain, for those shown ─▶ Reasons
//
// Of few organizations all are candidates. Of many, each factor leads to some: from a field to those that work in it, from a word to
// those whose texts hold it, from a partner to that partner's partners; whoever led to a candidate, every factor then judges it. A new
// factor is one more type with leads, value and explain.
//
// # 2026-11-23: a weighted sum
//
// Staff must be able to follow a ranking and to argue with it, so the score is a sum of parts, each a weight times a value from 0 to 1
// that has a sentence and evidence of its own. Refused for now: learned trees and rank fusion, whose parts don't add up.
//
// # 2026-11-23: the usual weights
//
// Words 4 and fields 3 make the subject count most: what is needed decides, and words say it more exactly than the two levels of the
// fields. Having worked together 2 puts a proven partner before a stranger of the same subject but never before the right subject;
// partners in common 1 and nearness 1 decide among equals. The constant of an organization of which nothing is known is 0.5, less
// than any fact. They are set by judgement on the 2020 data; real collaborations will settle them, and every question may change them.
//
// # 2026-11-23: who supplies and who uses
//
// Enterprises are candidates, for some of them sell technology; but one that works in the asker's own field and offers nothing is a
// neighbour at best and a competitor at worst. So for an asker that uses technology an enterprise's fields, agreements and platforms
// count as what it knows, 0.6 of what a university's do, until it states a capability, which counts in full. Without that, the
// enterprises of one county fill each other's first pages. To a university that asks, enterprises are customers and count in full.
//
// # 2026-11-23: what a candidate gains never costs it
//
// A candidate that adds a matching capability must not fall. So a word counts by the best of the texts that hold it, not by their
// length or average; it is rare by the number of organizations that have it, not of texts; and how much a field says comes from the
// tree itself, not from how many work in it. Refused: BM25 over all texts of a candidate, where one more text makes each word weigh
// less.
//
// # 2026-11-23: houses
//
// A university and its colleges are one house: an agreement with the college is experience with the university, at half its weight,
// and a partner of both a college here and a university there is a partner in common. Without that, the network of a county falls
// apart into units that seem to have nothing to do with each other.
//
// # 2026-11-23: idle words are left out, not weighed down
//
// 技术, 研发, 合作 stand in every need and capability. In a large graph their frequency would tell; in the graph of one county each
// of them is rare. They are cut out of what is asked for before it is cut into pairs, so that pairs across them go as well. Refused:
// a low weight for them, which still lets a text of nothing but such words rank somebody.
//
// # 2026-11-23: numbers inside, ids outside
//
// Factors walk Refs: a question over ten thousand organizations touches tens of thousands of records, and with ids in maps it took
// twenty to a hundred times as long. Refs depend on the order of loading, so sums run in an order that does not: over
// what is asked for, by weight and then as it stands there, and over partners by id.
//
// # 2026-11-24: words by way of the glossary
//
// Enterprises speak in product words and institutes in academic ones, so a word also counts where another word of the same term stands,
// or a word of a narrower, related or wider term: 0.85, 0.7, 0.55 and 0.3 of what the word itself would. A word is had by the best way
// alone, so that a text full of synonyms is worth no more than the word, and each way is as rare as those are few who have the word by it
// or by a nearer one: whoever gains the word itself, although it is less rare then, keeps at least what the synonym gave. Terms are
// asked for only where one of their words stands whole. Refused: widening the question by synonyms as words of their own, which lets
// the trade with the longest glossary win.
//
// # 2026-11-24: cost follows the question, not the network
//
// Up to 4,096 organizations of the kinds asked for are all judged. Beyond that each factor leads to at most 100 more, common words are
// left out once 4,000 records hold the rarer ones, and partners' partners are followed through the least busy partners first, so that a
// question costs as much among a million as among ten thousand. Tables by Ref are gone: one that is as long as the network costs more to
// clear than a question does to answer. What a bound cuts off is the common word, the hub's old agreements and the hundred-and-first
// organization of a field: who is left out by one factor is still met by the others, and judged by all. What a question costs stands in
// model/README.md.
//
// # 2026-11-24: history counts as it grows
//
// Experience, like agreements, profile and part are known from agreements; their weights, and how text, place and partners weigh beside
// them, were learned on real collaborations (model/README.md). In a graph of a few agreements they say nothing, and the weights are those
// that were judged; the more agreements there are, the nearer they come to the learned ones. Refused: one set of weights, which lets the
// hub of three agreements win in a county, or leaves what a thousand agreements tell unused.
//
// # 2026-11-24: what staff say of matches
//
// A rating counts for the match that it is of from the first word on, and for the candidate's other matches once three askers were
// told of, at half: (good − bad) / (n + 1) and ½ (good − bad) / (n + 3). It is a factor like any other, of weight 1, with a sentence and
// the ratings as evidence, and the only one that may be below 0; then it takes half of what the others give at most. Refused: learning
// the other factors' weights from ratings, which would move every ranking for reasons that none of them shows. Since 2026-11-29 what is
// said of the asker as a whole is said of its needs as well, as it was of its texts: whoever is unsuitable for it is not to come back by a need.
//
// # 2026-11-28: of a need told at length, the most like agreement counts, not all of them
//
// By their sum who has many like agreements wins once more: experience says that already. By the best alone, chosen in cross-validation
// and on validation, Hit@10 / MRR there went from 0.568 / 0.309 to 0.586 / 0.302, and where the best known true partner has 4 to 12
// agreements Hit@10 went from 0.12 to 0.17. The development split, looked at afterwards, went from 0.627 / 0.365 to 0.637 / 0.378, 4 to
// 12 from 0.19 to 0.21. A line of text is too short to tell which one is most like: by the best alone titles fell there from 0.596 /
// 0.335 to 0.574 / 0.325, so they keep the sum, and in between the two meet as the weights do.
//
// # 2026-11-28: how likely, where it was measured
//
// The weights were learned as those of a softmax, so exp(score) over the sum of all is a match's share of the expectation. A logistic
// curve over its logarithm, of two numbers fitted on the validation split, makes it a likelihood, told in four bands as what it is: how
// many of a hundred such matches came true. On validation 0.15, 1.9, 6.2 and 19 of a hundred did, where under 1, 1 to 5, 5 to 10 and more
// than 10 were said; `make eval` prints the same for any cut. It is left out where nothing of the kind was measured, as in a county of a
// few agreements. Refused: bands of the score itself, which is higher the more a text says; and words like LIKELY for what fails four
// times in five.
//
// # 2026-11-28: weights that hold on both cuts
//
// The weights of a need told at length maximized a likelihood, of which Hit@10 and MRR know little: where the best true partner has 4 to
// 12 agreements the hub won, and on validation MRR was not surely above that of rank fusion. How both figures move with each weight was
// read off a thousand random variations, in cross-validation and on validation; PLACE 3.6 after 2.8, PROFILE 5 after 6.5 and EXPERIENCE 5.5
// after 6 lower none of the four and raise three (model/README.md). Refused: EXPERIENCE 4.8 and less, or a curve that saturates, which
// lift the small further and cost MRR where hubs are right, and title weights, for which no direction holds on both.
//
// # 2026-11-28: a people names its nation
//
// “Spanish olives” speaks of Spain. Without that a text had to say Spain itself. On the validation split Hit@10 / MRR went from 0.566 /
// 0.307 to 0.568 / 0.309, on the development split from 0.615 / 0.363 to 0.627 / 0.365, and in the cross-validation of a
// Python study, over 1,478 earlier questions, from 0.654 / 0.367 to 0.660 / 0.369.
//
// # 2026-11-28: seven hundred terms
//
// A term's words are cut once and remembered, for every pair of characters leads to some terms: folding and cutting their labels took two
// thirds of a text's question over the 2020 data with 12,000 labels. Other words that no organization has are looked for, up to 1,600,
// but not counted among the 400 ways, so that a long label's many broader words do not push out the one that somebody has; terms
// themselves, in whose records all labels stand, speak for nobody.
//
// # 2026-11-28: what means the same counts, whatever its words
//
// The glossary knows the words that somebody put there. Needs written by somebody who had not seen it reached nDCG@10 0.27 and 0.38
// (graph/testdata/blind). So MEANING judges by how near the text is in meaning to the nearest capability of a candidate, by vectors of
// words (graph/network/meaning): 0 up to a likeness of 0.15, as nearly half of the pairs of texts about different things have, 1 from
// 0.65 on. Vectors were refused before because they could not say what they saw in common; the sentence now names the words that were
// taken for each other, and calls near only what is. With it at weight 3, and the glossary of then, these needs reach 0.64 and 0.59,
// needs with their fields 0.83 and 0.84 after 0.72 and 0.76; where the words match, nothing is lost (0.918, then 0.921). With the wider
// glossary of the same day it still adds, at weight 1.5, from 0.82 and 0.74 to 0.88 and 0.84, 0.01 where the author of the glossary asks,
// and at weight 3 from 0.83 to 0.88 for an author who had seen neither (graph/testdata/stranger). The nearest capability alone counts, so
// that one more never costs; agreements and names do not, since they are about whoever took part. It says nothing about texts without
// Chinese. The vectors of capabilities are kept by the network (its doc.go).
// Refused: a weight of 3, at which what the wider glossary knows no longer decides (needs of its author fall from 0.84 to 0.81), and to
// begin at a likeness of 0.25 (0.57 and 0.51 with the narrower one).
//
// # 2026-11-28: what means the same leads there as well
//
// At first MEANING only judged those whom fields, words, places and the glossary led to. Among 4,100 others, so that not everybody is looked
// at, needs of strangers in words of their own fell from 0.882, 0.845 and 0.888 (blind, sealed, stranger) to 0.850, 0.764 and 0.839. Now
// the capabilities of the nearest marks (graph/network/statement.go) lead to their organizations, and they reach 0.883, 0.860 and 0.887
// there: what looking at everybody does. Of 36,370 invented capabilities the mark puts before the best one of a judged partner
// (grades 2 and 3) fewer than a hundred in 164 of 309, 53 of 127 and 43 of 65 cases, the vector itself in 183, 70 and 45. It costs half a
// millisecond among 100,000 organizations, in proportion to them, for the marks are gone through from end to end. Refused: signs of the
// vectors' numbers as they are (122, 18 and 25), for the last directions then count like the first; half as long marks (155, 44 and 39);
// the nearest words of each word as further words, for those of a word by itself share its characters rather than its meaning.
//
// # 2026-11-28: what a unit did, its university did
//
// Experience, like agreements, profile and part are an organization's with all its units', each agreement counted once, for the contract
// is often signed by the college and the letter goes to the university. The whole gains in full, not by half as in a track record: what
// counts here is what somebody in the house can do. The unit gains nothing from its whole. The real collaborations that the weights were
// learned on know no units, so their figures stay as they are. Refused: working it out for each question, which would climb for every
// candidate what the network can keep.
//
// # 2026-11-24: who may be the asker stands last
//
// An organization that an open POSSIBLE_DUPLICATE flag ties to the asker fits it best of all, being perhaps itself. It keeps its score
// and reasons, is marked, and stands behind all others until staff settle the flag. Refused: leaving it out, for the flag may be wrong.
//
// # 2026-11-28: a factor without weight is not worked out, and facts are asked for once
//
// What is known of an organization whatever the question is a fact: its house and place, whom it works with, its fields and by what it
// has them, the words of its name; of a field, how much it says and what is near it. The graph remembers facts and forgets them when
// what they rest on changes, so that a question walks no hub's agreements a second time. An answer is the same with and without.
//
// Among 100,000 generated organizations, with what is asked again remembered, the processor time of a question and twenty explanations
// went from 33 to 14 ms for an enterprise, 24 to 12 for a need, 32 to 16 for an enterprise with a text; by fields alone and without
// explanations from 11 to 0.5, and the whole request q4 of the bench from 3.2 to 0.7 (of that GC 20 %, judging and candidates 25 %, the
// look at the log's end 5 %); the 3.2 were of the query with the usual weights, which has since become one by fields alone, so part of
// that fall is the query's. That was on a machine with ten times the work it has processors for.
//
// # 2026-11-28: a question works where the one before did
//
// What a question needs to work in is most of the garbage that it leaves, and each GC marks the whole network. So tallies and lists are
// lent to the next question once an answer is closed, the strongest of thousands are taken off a heap as they are wanted, and what a
// word's records number is asked once. In pairs with the state before, 900 full questions of ever other askers among 100,000
// organizations (BenchmarkFindPartners/100000, by the profiler) took 6.4 and 7.3 s instead of 8.0 and 9.0, with answers left open;
// closed, 5.7, which is 6.3 ms each. By fields alone Find takes 0.09 ms.
//
// # 2026-11-28: what waits for memory waits together
//
// A question reads some thousands of vectors and facts that lie far apart, and waits for nearly each. So the likeness of many agreements or
// candidates is asked for at once, by a loop that only looks up where they stand before one reads them; what a candidate is judged by
// stands in one dossier, and its likeness and deeds are read once for all factors; names are compared by hashes; and places in the ranking
// are settled when somebody asks for them, among verdicts without pointers. All candidates are judged still: totalCount, notice and
// likelihood rest on all scores. The same 2,000 questions to a server with the bench's 100,000 organizations, in pairs with the program
// before, took 3.0 instead of 4.5 ms of a processor each, to the same bytes.
//
// With cursors made only where they are asked for, words left unread where none counts and arguments without variables coerced once,
// q4 of the bench takes 0.40 instead of 0.63 ms in such pairs. With the machine to itself a server was asked 1,600 full questions at 200 a
// second: p50 / p99 3.1 / 7.2 ms at 3.0 ms of a processor each, before 3.9 / 10.4 ms at 3.9. By a profile 25 % of a full question are like
// agreements, 20 % explaining and showing, 11 % judging, 4 % leads, 7 % GC; a question without its explanations leaves at most 0.25 MB
// (TestAQuestionLeavesLittle). Refused: judging factor by factor instead of candidate by candidate, which took as long.
//
// Those figures are of a network whose texts are English lines of few words: next to none of them is rare, and none has a meaning here. Where
// they are Chinese, as in `make bench PARTS=match`, words, the glossary and meanings lead to candidates, judge and are explained as well, and
// the same questions took 6.1 ms of a processor. There the latest agreements of whoever is shown were gathered three times an explanation, a tenth of a question,
// and are remembered now; tallies begin small for each question and keep nodes where they are looked for; words are compared only while
// they may be among the nearest; highlights and likelihood are worked out where asked for; and candidates are fetched 64 at a time before
// they are judged. Asked for 200 a second on two processors that others shared (load 3.5), in turn with the program before that, the same questions
// took 6.4 instead of 8.1 ms of a processor each, to the same bytes but for whom meaning leads to since; a quiet machine has not measured it yet.
//
// A million organizations with two million agreements, 850,000 needs and 750,000 capabilities (BenchmarkFindPartners/1000000, 400 questions
// of ever other askers each, two processors with a load of 2 to 3): p50 / p99 is 12 / 21 ms for an enterprise, 6 / 11 for a need, 8 / 13
// for an enterprise with a text, 0.04 / 0.13 by fields alone; under a load of 6 to 8 it was 13 / 36, 6 / 12, 11 / 48 and 0.04 / 0.4. The mean
// is 1.3 to 1.6 times that of a hundred thousand. Goals: 50 ms at the 99th, at most 3 times the cost. Half of the time goes into what
// the capabilities of candidates mean that nobody has asked about before. graph/network/doc.go has memory and building. Since marks lead to
// what means the same, and on a processor that was slower by a third, it is 20 / 37, 14 / 24, 16 / 25 and 0.06 / 1.1 ms; among a
// hundred thousand in the same minutes 11 / 32, 7 / 15, 9 / 14 and 0.06 / 0.1.
//
// # 2026-11-29: what is known of a node has one place
//
// To find a node among those that a question met was a tenth of it, for each number that is kept of it was found anew. Now a roll gives a
// node its place once, in slots that are there for as many as are expected, and what is known of it stands in lists by that place. Texts that
// hold words are asked whom they speak for all together, a sort at a time, and the testimony is kept as a chain for each organization, so
// that an explanation follows it instead of looking through all that a candidate did. Partners in common are added up for the candidates
// alone, a tenth of those who have some. A place has a clue, the hash of a term that is in every text that names it: so places that are
// not named are told apart without a map of those that were looked at. Refused: slots for twice as many, in which a node is found sooner, for
// they push other things out of the processor's cache, and a question took 4 % longer in pairs; and one list of a term's records for words
// and like agreements, which spared nothing.
//
// # 2026-11-29: what is explained leaves little
//
// A question with 20 explained partners left 840 kB of garbage in 4,700 pieces, most of it reasons as maps and answers that grew; it leaves
// 335 kB in 3,200, for reasons are structs, written into room that is kept, sentences are written in one go, and only the names that they
// spell out are looked up. Facts of organizations are lists of numbers without pointers (dossier.go, graph/network/shelf.go), of which
// collecting garbage takes no notice. Words are compared by bits, a sixth of the time, and those of what was explained once are
// remembered instead of cut anew for each explanation. In pairs with the program before each of these, on a machine under a load of ten, a
// question took 4 % less of a processor for the reasons, at least 4 for the facts, 4 for the words by bits and 5 for those that are kept.
//
// # 2026-11-29: a neighbour is no supplier
//
// To an enterprise of which nothing was known but its name, place and a line, six enterprises of its county came before the university of
// its city, five by PLACE and next to nothing else, the first for having been at the same fair. So nearness testifies for an enterprise as
// its fields do, 0.6 to who looks for technology to use; and what another one's name and summary say counts where something is sought, by the
// question or by an open need of the asker, but not for its mere profile. The judged needs and the real collaborations are answered by who
// supplies technology; their figures stay. And an enterprise of the asker's own field is shown with a caution, COMPETITOR. Refused: leaving
// enterprises out, for some of them sell technology.
//
// # 2026-11-29: a university that asks offers
//
// What a university's profile says is what it can do. So where it asks for itself and states no need, what others need speaks for them, as it
// does for a capability; the kinds of candidates stay those that it may want, for universities work with universities too. Refused: enterprises
// alone, as for a capability, which would change the answer to a question that is asked already.
package match
