// Package meaning says how near in meaning Chinese texts are that need not share a word.
//
//	"旧薄膜洗净造粒" ──cut──▶ 旧 薄膜 洗净 造粒 ──words.bin──▶ 128 numbers a word ──rarer words more, summed──▶ Vector: 128 bytes
//
// # 2026-11-28: vectors of words, made elsewhere
//
// Until now words met through the glossary alone, and vectors made elsewhere were refused, since nobody here could correct them. Then 90
// needs were written by somebody who had not seen the glossary (graph/testdata/blind): they reached nDCG@10 0.27 and 0.38, where needs by
// the glossary's own author reach 0.82. The vectors alone, which have seen neither, reach 0.58 there and 0.64 on the author's. They do
// not take the glossary's place, which is better where it knows the words: a match is judged by both, the glossary can be corrected by
// staff, and the vectors' part is a factor of its own, with the words that it took for each other in its sentence and a weight that every
// question may set to 0.
//
// Each vector is what the encoder bge-small-zh-v1.5 (Beijing Academy of Artificial Intelligence, MIT licence) makes of the word by itself,
// in the 128 directions in which words differ most, a number in four bits. The words are those of two to five characters that the
// dictionary of jieba (MIT licence) has met a hundred times, without names, and single characters met twenty times; make.py makes the file.
// Of 512 directions in full, nDCG@10 of the blind needs is the same within 0.01; with 16,000 words 0.03 less, without single
// characters 0.15 less. The encoder itself, over whole texts, reaches 0.66 and takes 24 million parameters and tens of
// milliseconds a text: refused. A vector for each text is as good as the best pair of words and takes less to compare.
//
// # 2026-11-28: texts are cut by the words that are known
//
// A text is cut into the words that are together the likeliest. Search goes on without any dictionary (see the package terms): a cut that
// is wrong here makes a likeness a little less exact, there it would hide what plainly stands in a text. A word counts 1 / (1 + its share
// of all words × 10,000), so that the commonest hardly do. Words that are not known, those of other scripts too, say nothing: a text of
// none but such has no vector.
package meaning
