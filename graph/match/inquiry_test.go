package match

import "testing"

// TestWordsAreLeftUnreadWhereNoneCounts gives all the weight to one factor after another.
func TestWordsAreLeftUnreadWhereNoneCounts(t *testing.T) {
	reads := map[Factor]bool{Text: true, Similar: true, Profile: true, Mentioned: true, Meaning: true}
	for one := range Ratings {
		question := Question{For: "x", Weights: map[Factor]float64{}}
		for f := range Ratings {
			question.Weights[f] = 0
		}
		question.Weights[one] = 1
		if question.wordless() == reads[one] {
			t.Errorf("by %s alone: words are left unread: %v", one, !reads[one])
		}
		if question.Text = "x"; question.wordless() {
			t.Errorf("by %s alone: a text is left unread, and nobody is told that none of its words was found", one)
		}
		question.Text = ""
		if delete(question.Weights, Place); question.wordless() {
			t.Errorf("by %s alone: the usual weight of place depends on words that are left unread", one)
		}
	}
}
