// Command tables makes the character tables of the package terms: which traditional character is written how in simplified Chinese, and
// how each character is read.
//
//	go generate ./graph/network/terms       readings.txt, from go-pinyin and phrases.txt
//	go run ./tables TSCharacters.txt        there: simplified.txt too, from the list of OpenCC
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run(".", os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}

func run(folder string, lists []string) error {
	phrases, err := os.ReadFile(filepath.Join(folder, "phrases.txt"))
	if err != nil {
		return err
	}
	readings, err := readings(string(phrases))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "readings.txt"), []byte(readings), 0o644); err != nil {
		return err
	}
	for _, list := range lists {
		characters, err := os.ReadFile(list)
		if err != nil {
			return err
		}
		simplified, err := simplified(string(characters))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, "simplified.txt"), []byte(simplified), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inTable reports whether a character has a place in the tables: 〇 and the Chinese characters of Unicode's first plane that are not
// mere compatibility forms. Those of other planes stand in no name that staff could type.
func inTable(r rune) bool {
	return r == '〇' || r >= 0x3400 && r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFF
}
