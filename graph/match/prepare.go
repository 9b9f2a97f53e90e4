package match

// Prepare works out what an organization is judged by for whatever question, and has it remembered.
func Prepare(graph Graph, organization Ref) {
	w := works{graph}
	w.dossier(organization)
	w.recalledList(organization, aStatement, works.statements)
}
