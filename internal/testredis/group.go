package testredis

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// nodes is how many servers a Cluster has; each holds a third of the slots, and none has a replica.
const nodes = 3

// Cluster is a Redis Cluster.
type Cluster struct {
	Servers []*Server
}

// StartCluster starts a Cluster that ends with the test.
func StartCluster(t testing.TB, o Options) *Cluster {
	t.Helper()
	c := &Cluster{}
	create := []string{"--cluster", "create"}
	for range nodes {
		node := o
		node.Args = append([]string{
			"--cluster-enabled", "yes", "--cluster-node-timeout", "1000", "--cluster-port", strconv.Itoa(freePort(t)),
		}, o.Args...)
		s := Start(t, node)
		c.Servers = append(c.Servers, s)
		create = append(create, s.Addr())
	}
	out, err := exec.Command("redis-cli", append(create, "--cluster-yes")...).CombinedOutput()
	if err != nil {
		t.Fatalf("create the Cluster: %v\n%s", err, out)
	}
	c.Await()
	return c
}

// Await waits until every server finds the Cluster whole.
func (c *Cluster) Await() {
	for _, s := range c.Servers {
		s.t.Helper()
		s.await("CLUSTER INFO", "cluster_state:ok")
		s.await("CLUSTER INFO", fmt.Sprintf("cluster_known_nodes:%d", nodes))
	}
}

// Addrs are the servers' host:port.
func (c *Cluster) Addrs() []string {
	addrs := make([]string, len(c.Servers))
	for i, s := range c.Servers {
		addrs[i] = s.Addr()
	}
	return addrs
}

// Empty removes everything that the Cluster holds.
func (c *Cluster) Empty() {
	for _, s := range c.Servers {
		s.t.Helper()
		s.Empty()
	}
}

// Sentinel is a master with one replica, watched by one sentinel.
type Sentinel struct {
	Master, Replica, Watch *Server
}

// MasterName is what the sentinel calls the master.
const MasterName = "feyre"

// StartSentinel starts the three, which end with the test.
func StartSentinel(t testing.TB, o Options) *Sentinel {
	t.Helper()
	master := Start(t, o)
	replica := o
	replica.Args = append([]string{"--replicaof", "127.0.0.1 " + strconv.Itoa(master.port), "--repl-diskless-sync-delay", "0"}, o.Args...)
	s := &Sentinel{Master: master, Replica: Start(t, replica), Watch: prepare(t, Options{})}
	s.Replica.await("INFO replication", "master_link_status:up")
	config := filepath.Join(t.TempDir(), "sentinel.conf")
	text := fmt.Sprintf("sentinel monitor %[1]s 127.0.0.1 %[2]d 1\nsentinel down-after-milliseconds %[1]s 500\nsentinel failover-timeout %[1]s 2000\n",
		MasterName, master.port)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Watch.args = []string{config, "--sentinel", "--port", strconv.Itoa(s.Watch.port), "--bind", "127.0.0.1", "--dir", t.TempDir()}
	s.Watch.Restart()
	s.Watch.await("SENTINEL REPLICAS "+MasterName, strconv.Itoa(s.Replica.port))
	return s
}

// AwaitReplica waits until the replica has all that the master holds now.
func (s *Sentinel) AwaitReplica() {
	s.Master.t.Helper()
	want := s.Master.number("INFO replication", "master_repl_offset:")
	poll(s.Master.t, "the replica has what the master holds", func() bool {
		return s.Replica.number("INFO replication", "slave_repl_offset:") >= want
	})
}

// AwaitFailover waits until the replica is the master.
func (s *Sentinel) AwaitFailover() {
	s.Watch.t.Helper()
	s.Watch.await("SENTINEL GET-MASTER-ADDR-BY-NAME "+MasterName, strconv.Itoa(s.Replica.port))
	s.Replica.await("ROLE", "master")
}
