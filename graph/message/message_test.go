package message_test

import (
	"strings"
	"testing"

	"partnergraph/graph/message"
)

func TestParseChoosesTheLanguage(t *testing.T) {
	for _, c := range []struct {
		header string
		want   message.Language
	}{
		{"", message.Chinese},
		{"zh-CN,zh;q=0.9,en;q=0.8", message.Chinese},
		{"zh-TW", message.Chinese},
		{"en", message.English},
		{"en-US,en;q=0.9,zh-CN;q=0.8", message.English},
		{"zh;q=0.5, en;q=0.9", message.English},
		{"fr-FR, en;q=0.2", message.English},
		{"fr", message.Chinese},
		{"*", message.Chinese},
		{"not a language!", message.Chinese},
		{"en," + strings.Repeat("a-", 200), message.Chinese},
	} {
		if got := message.Parse(c.header); got != c.want {
			t.Errorf("Parse(%.40q) = %v, want %v", c.header, got, c.want)
		}
	}
}

func TestTextSpeaksTheLanguageOfTheContext(t *testing.T) {
	text := message.Text{ZH: "最多 %d 条", EN: "at most %d"}.Fill(3)
	if got := text.In(message.From(t.Context())); got != "最多 3 条" {
		t.Errorf("without a language: %q", got)
	}
	ctx := message.With(t.Context(), message.English)
	if got := text.In(message.From(ctx)); got != "at most 3" {
		t.Errorf("in English: %q", got)
	}
	if got := (message.Text{ZH: "好"}).In(message.English); got != "好" {
		t.Errorf("without a translation: %q", got)
	}
	if got := (message.Text{EN: "good"}).In(message.Chinese); got != "good" {
		t.Errorf("without a translation: %q", got)
	}
}

func TestLanguageNamesItsTag(t *testing.T) {
	if got := message.Chinese.String() + message.English.String(); got != "zhen" {
		t.Errorf("got %q", got)
	}
}
