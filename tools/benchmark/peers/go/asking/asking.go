// Package asking has what the peers in Go share: the rules, the check against Eligo's decisions, the clock.
package asking

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Tree is a condition as translate.py writes it.
type Tree struct {
	All, Any []Tree
	Fact, Op string
	Value    any
}

// Rules are a rule set as translate.py writes it: the rules in the order of reasons, those that deny first.
type Rules struct {
	Facts map[string]string
	Lists map[string][]any
	Rules []struct {
		Code, Effect string
		When         Tree
	}
}

// Operand gives the value that a test compares with, a list in place of its name.
func (rules Rules) Operand(test Tree) any {
	if list, named := test.Value.(map[string]any); named {
		return rules.Lists[list["list"].(string)]
	}
	return test.Value
}

// Peer is an engine that has loaded the rules. Input makes what Decide takes, before the clock starts, of a profile
// without nulls; Decide gives the places of the rules that hit, in any order.
type Peer[Input any] interface {
	Input(profile map[string]any) Input
	Decide(input Input) []int
}

type decision struct {
	Verdict string
	Reasons []struct{ Code string }
}

// Check ends the program where there is an error.
func Check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// Read decodes JSON with numbers as they are written.
func Read(text string, into any) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	Check(decoder.Decode(into))
}

func lines(path string) []string {
	file, err := os.Open(path)
	Check(err)
	defer file.Close()
	var all []string
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		all = append(all, scanner.Text())
	}
	Check(scanner.Err())
	return all
}

// withoutNulls makes null and absent one: missing.
func withoutNulls(profile map[string]any) map[string]any {
	for _, section := range profile {
		if facts, nested := section.(map[string]any); nested {
			for name, value := range facts {
				if value == nil {
					delete(facts, name)
				}
			}
		}
	}
	return profile
}

func (rules Rules) verdict(places []int) string {
	switch {
	case len(places) == 0:
		return "visible"
	case rules.Rules[places[0]].Effect == "deny":
		return "denied"
	default:
		return "hidden"
	}
}

func (rules Rules) agree(places []int, wanted decision) bool {
	same := rules.verdict(places) == wanted.Verdict && len(places) == len(wanted.Reasons)
	for index := 0; same && index < len(places); index++ {
		same = rules.Rules[places[index]].Code == wanted.Reasons[index].Code
	}
	return same
}

func processorSeconds() float64 {
	var usage syscall.Rusage
	Check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

// Ask checks and times a peer: `RULES PROFILES DECISIONS ROUNDS SECONDS` are the program's words. It prints one line
// of JSON: how many decisions are the same, and decisions a second of processor time in each round.
func Ask[Input any](name string, load func(Rules) Peer[Input]) {
	if len(os.Args) != 6 {
		fmt.Fprintf(os.Stderr, "usage: %s RULES PROFILES DECISIONS ROUNDS SECONDS\n", name)
		os.Exit(2)
	}
	var rules Rules
	content, err := os.ReadFile(os.Args[1])
	Check(err)
	Read(string(content), &rules)
	rounds, err := strconv.Atoi(os.Args[4])
	Check(err)
	seconds, err := strconv.ParseFloat(os.Args[5], 64)
	Check(err)

	start := time.Now()
	peer := load(rules)
	loaded := time.Since(start).Seconds()
	decide := func(input Input) []int {
		places := peer.Decide(input)
		slices.Sort(places)
		return places
	}
	var inputs []Input
	for _, line := range lines(os.Args[2]) {
		profile := map[string]any{}
		Read(line, &profile)
		inputs = append(inputs, peer.Input(withoutNulls(profile)))
	}
	same, different := 0, 0
	for index, line := range lines(os.Args[3]) {
		var wanted decision
		Read(line, &wanted)
		if rules.agree(decide(inputs[index]), wanted) {
			same++
		} else {
			different++
		}
	}
	rate := func() float64 {
		start := processorSeconds()
		done, kept := 0, 0
		for processorSeconds()-start < seconds {
			for range 64 {
				kept += len(rules.verdict(decide(inputs[done%len(inputs)])))
				done++
			}
		}
		if kept == 0 {
			return 0
		}
		return float64(done) / (processorSeconds() - start)
	}
	var rates []float64
	for range rounds {
		rates = append(rates, rate())
	}
	Check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"name": name, "same": same, "different": different, "load_seconds": loaded, "rates": rates}))
}
