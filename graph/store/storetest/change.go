package storetest

import "partnergraph/graph/store"

// This file writes change sets shortly.

type props = map[string]any

func set(operations ...store.Operation) store.ChangeSet {
	return store.ChangeSet{Actor: "anna", Mutation: "test", Operations: operations}
}

func keyed(s store.ChangeSet, key, digest string) store.ChangeSet {
	s.Key, s.Digest = key, digest
	return s
}

func expecting(s store.ChangeSet, id string, version int64) store.ChangeSet {
	s.Expect = append(s.Expect, store.Version{ID: id, Version: version})
	return s
}

func create(kind, id string, properties props) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: kind, ID: id, Properties: properties}
}

func update(kind, id string, properties props) store.Operation {
	return store.Operation{Verb: store.UpdateNode, Type: kind, ID: id, Properties: properties}
}

func remove(kind, id string) store.Operation {
	return store.Operation{Verb: store.DeleteNode, Type: kind, ID: id}
}

func relate(kind, from, to string, properties props) store.Operation {
	return store.Operation{Verb: store.Relate, Type: kind, From: from, To: to, Properties: properties}
}

func unrelate(kind, from, to string, properties props) store.Operation {
	return store.Operation{Verb: store.Unrelate, Type: kind, From: from, To: to, Properties: properties}
}

func specimen(id string, properties props) store.Operation { return create("Specimen", id, properties) }

func enterprise(id, name string) store.Operation {
	return create("Enterprise", id, props{"name": name, "aliases": []string{}})
}

func need(id, title string) store.Operation {
	return create("Need", id, props{"title": title, "state": "OPEN"})
}

func place(id, name string) store.Operation {
	return create("Place", id, props{"name": name, "level": "CITY"})
}

func document(id string) store.Operation {
	return create("Document", id, props{"title": "title " + id})
}

func field(id, code string) store.Operation {
	return create("TechnologyField", id, props{"name": "field " + id, "code": code, "scheme": "S", "level": int64(1)})
}

func cite(from, to, locator string) store.Operation {
	return relate("CITES", from, to, props{"locator": locator, "kind": "STATED"})
}

func party(from, to, role string) store.Operation {
	return relate("PARTY_TO", from, to, props{"role": role})
}
