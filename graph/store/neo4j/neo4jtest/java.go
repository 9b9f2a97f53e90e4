package neo4jtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// findJava returns the Java program of JAVA_HOME, else of PATH.
func findJava() (string, error) {
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java, err := exec.LookPath(filepath.Join(home, "bin", "java"))
		if err != nil {
			return "", fmt.Errorf("JAVA_HOME is %s, where no Java is; install Java 17 or 21 there or unset it: %w", home, err)
		}
		return java, nil
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return "", errors.New("no Java found in JAVA_HOME or on PATH; install Java 17 or 21, " +
			"e.g. `apt-get install openjdk-17-jre-headless` or `brew install openjdk@21`")
	}
	return java, nil
}
