package plan_test

import "testing"

// TestAPageReadsOneMoreOnlyToTell holds a page to the rows that it shows, and to one more where the selection asks whether there is one.
func TestAPageReadsOneMoreOnlyToTell(t *testing.T) {
	for list, want := range map[string]int64{
		"(first: 3) { nodes { id } }":                                                            3,
		"(first: 3) { nodes { id } totalCount pageInfo { endCursor } }":                          3,
		"(first: 3) { nodes { id } pageInfo { hasPreviousPage } }":                               3,
		"(first: 3) { nodes { id } pageInfo { hasNextPage } }":                                   4,
		"(first: 3) { nodes { id } ... on AgreementConnection { pageInfo { n: hasNextPage } } }": 4,
		"(last: 3) { nodes { id } pageInfo { hasNextPage } }":                                    3,
		"(last: 3) { nodes { id } pageInfo { hasPreviousPage } }":                                4,
	} {
		args := mustCompile(t, "{ agreements"+list+" }").Query.Args
		if got := args[len(args)-1]; got != want {
			t.Errorf("agreements%s reads %v, want %d", list, got, want)
		}
	}
}
