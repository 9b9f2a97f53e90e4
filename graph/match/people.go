package match

import (
	"strings"
	"sync"
)

// peoples are the English words by which a text names a nation without saying its name, after the nation's English name.
var peoples = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(peopleOf) {
		name, words, _ := strings.Cut(strings.TrimSpace(line), ":")
		all[name] = strings.Split(strings.TrimSpace(words), ", ")
	}
	return all
})

const peopleOf = `albania: albanian
argentina: argentinian, argentine
australia: australian
austria: austrian
belgium: belgian
bosnia & herzegovina: bosnian, bosnia and herzegovina
brazil: brazilian
bulgaria: bulgarian
canada: canadian
chile: chilean
china: chinese
colombia: colombian
croatia: croatian
cyprus: cypriot
czechia: czech
denmark: danish
egypt: egyptian
estonia: estonian
finland: finnish
france: french
germany: german
ghana: ghanaian
greece: greek
hungary: hungarian
iceland: icelandic
india: indian
ireland: irish
israel: israeli
italy: italian
japan: japanese
kenya: kenyan
latvia: latvian
lithuania: lithuanian
luxembourg: luxembourgish
malta: maltese
mexico: mexican
moldova: moldovan
morocco: moroccan
netherlands: dutch
new zealand: new zealander
north macedonia: macedonian
norway: norwegian
poland: polish
portugal: portuguese
romania: romanian
serbia: serbian
singapore: singaporean
slovakia: slovak
slovenia: slovenian, slovene
south africa: south african
south korea: korean
spain: spanish
sweden: swedish
switzerland: swiss
thailand: thai
tunisia: tunisian
türkiye: turkish, turkey
ukraine: ukrainian
united kingdom: british, uk
united states: american, usa
vietnam: vietnamese`
