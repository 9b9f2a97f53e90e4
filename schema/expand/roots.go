package expand

import (
	"path"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// planned is the scalar that stands for everything beneath a root field.
const planned = "Planned"

// rootDocuments gathers what gqlgen reads, by the contract's file it belongs to.
type rootDocuments map[string]*ast.SchemaDocument

func (r rootDocuments) of(at *ast.Position) *ast.SchemaDocument {
	if r[at.Src.Name] == nil {
		r[at.Src.Name] = &ast.SchemaDocument{}
	}
	return r[at.Src.Name]
}

// roots writes the documents that gqlgen reads, one for each file of the contract that declares root fields. All of them answer the
// scalar Planned, and none has arguments: the plan coerces those itself, digit by digit, where gqlgen would read a literal amount as
// binary floating point.
func (c *contract) roots() map[string]string {
	documents := rootDocuments{}
	for _, def := range c.definitions {
		if isRoot(def) {
			splitRoot(documents, def)
		}
	}
	texts := make(map[string]string, len(documents))
	for name, document := range documents {
		base := path.Base(name)
		texts[base] = printDocument(path.Join("schema", base), document)
	}
	return texts
}

// splitRoot gives each file the root fields that it declares: as the type itself in the file that declares the type, as an extension
// elsewhere.
func splitRoot(documents rootDocuments, root *ast.Definition) {
	if root.Name == "Query" {
		home := documents.of(root.Position)
		home.Definitions = append(home.Definitions, &ast.Definition{
			Kind: ast.Scalar, Name: planned,
			Description: "What a root field answers: its plan's tree, already written as the response's JSON (查询结果).",
		})
	}
	for _, field := range root.Fields {
		plain := &ast.FieldDefinition{
			Name: field.Name, Description: field.Description, Type: optional(planned), Position: field.Position,
		}
		part := rootPart(documents.of(field.Position), root, field.Position)
		part.Fields = append(part.Fields, plain)
	}
}

// rootPart finds or adds the part of a root type that a document declares.
func rootPart(document *ast.SchemaDocument, root *ast.Definition, at *ast.Position) *ast.Definition {
	list := &document.Extensions
	part := &ast.Definition{Kind: root.Kind, Name: root.Name}
	if at.Src == root.Position.Src {
		list, part.Description = &document.Definitions, root.Description
	}
	if known := slices.IndexFunc(*list, func(d *ast.Definition) bool { return d.Name == root.Name }); known >= 0 {
		return (*list)[known]
	}
	*list = append(*list, part)
	return part
}
