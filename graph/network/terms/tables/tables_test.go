package main

import (
	"os"
	"testing"
)

// What is committed is what the dictionary and the phrases make.
func TestReadingsAreUpToDate(t *testing.T) {
	phrases, err := os.ReadFile("../phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../readings.txt")
	if err != nil {
		t.Fatal(err)
	}
	made, err := readings(string(phrases))
	if err != nil {
		t.Fatal(err)
	}
	if made != string(committed) {
		t.Error("readings.txt is stale: go generate ./graph/network/terms")
	}
}

func TestSimplified(t *testing.T) {
	got, err := simplified("# OpenCC\n\n萬\t万\n么\t么 幺\n麼\t么 麽\n鑪\t𬬻 炉\n裏\t里\n裡\t裏\n")
	if want := simplifiedHeader + "萬万 裏里 裡里 麼么\n"; err != nil || got != want {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
	for _, broken := range []string{"萬", "萬\t", "萬萬\t万", "甲\t乙\n乙\t甲"} {
		if got, err := simplified(broken); err == nil {
			t.Errorf("%q gives %q", broken, got)
		}
	}
}

func TestReadingsWantOneReadingACharacter(t *testing.T) {
	if _, err := readings("重庆 chong"); err == nil {
		t.Error("took one reading for two characters")
	}
}
