package graph_test

import (
	"os"
	"strings"
	"testing"
)

// TestTheTourOfReadme runs what README says about the bureau's year, in its order.
func TestTheTourOfReadme(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, found := strings.Cut(string(text), "Through the bureau's year")
	_, tour, opens := strings.Cut(tour, "```graphql\n")
	tour, _, closes := strings.Cut(tour, "```")
	if !found || !opens || !closes {
		t.Fatal("README has no tour")
	}
	h := newHouse(t)
	for _, operation := range strings.SplitAfter(strings.TrimSpace(tour)+"\n", "\n}\n") {
		if operation == "" {
			continue
		}
		name, _, _ := strings.Cut(operation, "{")
		var answer map[string]any
		if err := h.ask(t.Context(), operation, nil, &answer); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for field, v := range answer {
			if v == nil {
				t.Errorf("%s: %s is null", name, field)
			}
			if payload, ok := v.(map[string]any); ok && payload["userErrors"] != nil && len(payload["userErrors"].([]any)) > 0 {
				t.Errorf("%s: %s is refused: %v", name, field, payload["userErrors"])
			}
			if payload, ok := v.(map[string]any); ok && field == "recordIndicatorValue" && len(payload["warnings"].([]any)) != 1 {
				t.Errorf("%s warns %v", field, payload["warnings"])
			}
		}
	}
}
