package match

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"sync"
)

//go:embed model/model.json
var modelFile []byte

// model is the weights where a question names none. See model/README.md for how they were made.
type model struct {
	judged, text, title [factors]float64
	file                modelData
}

type modelData struct {
	Judged   map[string]float64 `json:"judged"`
	Text     map[string]float64 `json:"text"`
	Title    map[string]float64 `json:"title"`
	Enough   int                `json:"agreementsNeeded"`
	TitleHas int                `json:"termsOfATitle"`
	TextHas  int                `json:"termsOfAText"`

	Likelihood likelihoodData `json:"likelihood"`
}

// shipped is read when first asked for and never changes.
var shipped = sync.OnceValue(func() model {
	var m model
	if err := json.Unmarshal(modelFile, &m.file); err != nil {
		panic("match: the model is part of the program: " + err.Error())
	}
	for _, part := range []struct {
		from map[string]float64
		to   *[factors]float64
	}{{m.file.Judged, &m.judged}, {m.file.Text, &m.text}, {m.file.Title, &m.title}} {
		for name, weight := range part.from {
			factor, known := ParseFactor(name)
			if !known || !(weight >= 0 && weight <= MaxWeight) {
				panic(fmt.Sprintf("match: the model gives %q the weight %g", name, weight))
			}
			part.to[factor] = weight
		}
	}
	return m
})

// ofRatings is the weight of what staff said, of which nothing was learned: collaborations of the past have no ratings.
const ofRatings = 1

// lengthOf says how far a text of so many terms is from a line, 0, to a need told at length, 1.
func lengthOf(terms int) float64 {
	m := shipped()
	short, long := math.Log(float64(m.file.TitleHas)), math.Log(float64(m.file.TextHas))
	return min(1, max(0, (math.Log(float64(max(terms, 1)))-short)/(long-short)))
}

// usual returns the weights for a graph of so many agreements and a text of that length. With few agreements they are those that
// were judged to be right; the more agreements there are, the nearer they come to those that were learned. untold goes from 1 to 0
// with it.
func usual(agreements int, length float64) (weights [factors]float64, untold float64) {
	m := shipped()
	learned := max(0, 1-float64(m.file.Enough)/float64(max(agreements, 1)))
	for f := range weights {
		weights[f] = (1-learned)*m.judged[f] + learned*(length*m.text[f]+(1-length)*m.title[f])
	}
	weights[Ratings] = ofRatings
	return weights, 1 - learned
}
