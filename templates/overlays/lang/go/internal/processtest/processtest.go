// Package processtest runs the program as a process of its own, with real signals. Only tests use it.
package processtest

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"
)

// variable tells the test binary that it is the program now.
const variable = "RUN_AS_PROGRAM"

// patience is far above what a slow machine needs, and only spent when something is wrong.
const patience = 30 * time.Second

// Program is the name under which this process was started as the program, or empty while it runs the tests. Ask in TestMain.
func Program() string { return os.Getenv(variable) }

// longestLine is far above that of a stack.
const longestLine = 1 << 20

// Hold waits, inside of the program, until the test releases it. So a test decides when work in hand is finished.
func Hold(ctx context.Context) error {
	released := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(released)
	}()
	select {
	case <-released:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Process is the program in its own process.
type Process struct {
	// Address is the base of its routes, once it listens.
	Address string

	t       *testing.T
	command *exec.Cmd
	input   io.Closer
	exited  chan struct{}

	lock  sync.Mutex
	news  *sync.Cond
	lines []map[string]any
	ended bool
}

// Start starts the test binary again, as the program of that name.
func Start(t *testing.T, name string, env ...string) *Process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// #nosec G204 -- the tests themselves, with variables the tests choose
	command := exec.Command(self) //nolint:noctx // it ends with the test, see below
	command.Env = append(os.Environ(), append([]string{variable + "=" + name, "PORT=0", "LOG_LEVEL=info"}, env...)...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	process := &Process{t: t, command: command, input: input, exited: make(chan struct{})}
	process.news = sync.NewCond(&process.lock)
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, longestLine)
	go process.read(lines)
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-process.exited
	})
	return process
}

// StartListening starts the program and waits until it listens.
func StartListening(t *testing.T, name string, env ...string) *Process {
	t.Helper()
	process := Start(t, name, env...)
	address, _ := process.Await("listening")["address"].(string)
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatalf("the program listens on %q: %v", address, err)
	}
	process.Address = "http://127.0.0.1:" + port
	return process
}

func (p *Process) read(scanner *bufio.Scanner) {
	for scanner.Scan() {
		line := map[string]any{}
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			p.t.Errorf("a line that is not JSON: %q", scanner.Text())
		}
		p.add(line, false)
	}
	_ = p.command.Wait()
	p.add(nil, true)
	close(p.exited)
}

func (p *Process) add(line map[string]any, ended bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if line != nil {
		p.lines = append(p.lines, line)
	}
	p.ended = ended
	p.news.Broadcast()
}

// Await waits for a log line with this message and returns it.
func (p *Process) Await(message string) map[string]any {
	p.t.Helper()
	timer := time.AfterFunc(patience, func() { _ = p.command.Process.Kill() })
	defer timer.Stop()
	p.lock.Lock()
	defer p.lock.Unlock()
	for seen := 0; ; p.news.Wait() {
		for ; seen < len(p.lines); seen++ {
			if p.lines[seen]["message"] == message {
				return p.lines[seen]
			}
		}
		if p.ended {
			p.t.Fatalf("the program ended without %q; it said: %v", message, p.lines)
		}
	}
}

// Release lets go what the program holds.
func (p *Process) Release() { _ = p.input.Close() }

// Signal sends a signal, as the platform does.
func (p *Process) Signal(signal syscall.Signal) {
	p.t.Helper()
	if err := p.command.Process.Signal(signal); err != nil {
		p.t.Fatal(err)
	}
}

// Exit waits for the end and returns the exit code, -1 when a signal ended the program.
func (p *Process) Exit() int {
	p.t.Helper()
	select {
	case <-p.exited:
		return p.command.ProcessState.ExitCode()
	case <-time.After(patience):
		p.t.Fatalf("the program did not end within %v; it said: %v", patience, p.lines)
		return -1
	}
}

// Count tells how many log lines had this message so far.
func (p *Process) Count(message string) int {
	p.lock.Lock()
	defer p.lock.Unlock()
	count := 0
	for _, line := range p.lines {
		if line["message"] == message {
			count++
		}
	}
	return count
}
