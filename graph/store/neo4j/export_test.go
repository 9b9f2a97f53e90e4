package neo4j

// PresentStatement lets tests ask what looking for relations costs.
var PresentStatement = presentStatement
