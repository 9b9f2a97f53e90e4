package neo4jtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// configure writes neo4j.conf for the ports and the authentication of this start.
func (s *Server) configure() error {
	dir := filepath.Join(s.home, "conf")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make Neo4j's configuration folder: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "neo4j.conf"), []byte(s.settings()), 0o644); err != nil {
		return fmt.Errorf("write Neo4j's configuration: %w", err)
	}
	return nil
}

// settings is the content of neo4j.conf: all that differs from Neo4j's defaults.
func (s *Server) settings() string {
	var conf strings.Builder
	set := func(name string, value any) { fmt.Fprintf(&conf, "%s=%v\n", name, value) }
	set("server.default_listen_address", "127.0.0.1")
	set("server.bolt.listen_address", address(s.boltPort))
	set("server.bolt.advertised_address", address(s.boltPort)) // Browser connects to what is advertised
	if s.httpPort == NoHTTP {
		set("server.http.enabled", false)
	} else {
		set("server.http.listen_address", address(s.httpPort))
		set("server.http.advertised_address", address(s.httpPort))
	}
	set("dbms.security.auth_enabled", s.options.Password != "")
	set("dbms.usage_report.enabled", false)
	set("client.allow_telemetry", false)
	set("server.bolt.telemetry.enabled", false)
	set("server.memory.pagecache.size", fmt.Sprintf("%dm", s.options.HeapMB/2))
	set("db.tx_log.preallocate", false)
	set("db.tx_log.rotation.retention_policy", "1 files")
	if s.options.PlanOnce {
		set("internal.cypher.use_parameter_size", false)
	}
	// Seconds for which a stopping Bolt server waits for yet another connection; 5 by default, twice.
	set("internal.dbms.bolt.netty_server_shutdown_quiet_period", 0)
	return conf.String()
}

// arguments is Java's command line.
func (s *Server) arguments() []string {
	arguments := append(slices.Clone(s.flags),
		fmt.Sprintf("-Xms%dm", s.options.HeapMB/4),
		fmt.Sprintf("-Xmx%dm", s.options.HeapMB),
		"-Dfile.encoding=UTF-8",
		"-Xshare:auto", // an archive that does not fit is no error
		"-XX:+UseSerialGC",
	)
	if !s.options.Optimize {
		arguments = append(arguments, "-XX:TieredStopAtLevel=1")
	}
	// Neo4j reaches into these packages of the JDK; without them it does not start on Java 17 and later.
	for _, opened := range []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"} {
		arguments = append(arguments, "--add-opens=java.base/"+opened+"=ALL-UNNAMED")
	}
	return append(arguments,
		"--enable-native-access=ALL-UNNAMED",
		"-cp", filepath.Join(s.library, "*"),
		"org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.home,
		"--config-dir="+filepath.Join(s.home, "conf"),
		"--console-mode", // its log goes to its output, which errors show
	)
}
