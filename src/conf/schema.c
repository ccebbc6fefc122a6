/* SPDX-License-Identifier: Apache-2.0 */
#include "conf/schema.h"

#include "base/buf.h"
#include "text/excerpt.h"
#include <string.h>

#define LISTED_MAX 12
#define SHOWN_MAX  60

static struct str shown(struct diags *diags, struct str s)
{
	return text_safe_str(diags->arena, str_slice(s, 0, SHOWN_MAX));
}

static const char *type_text(enum conf_type type)
{
	switch (type) {
	case CONF_GROUP:
		return "a group { ... }";
	case CONF_LIST:
		return "a list ( ... )";
	case CONF_ARRAY:
		return "an array [ ... ]";
	case CONF_STRING:
		return "a string \"...\"";
	case CONF_INTEGER:
		return "an integer";
	case CONF_BOOLEAN:
		return "true or false";
	}
	return "";
}

static bool element_fits(const struct schema_field *field, enum conf_type type)
{
	return field->element == type ||
	       (field->element_also & conf_type_bit(type));
}

static bool type_fits(const struct schema_field *field, enum conf_type type)
{
	return field->type == type || (field->also & conf_type_bit(type));
}

static struct str types_text(struct diags *diags,
			     const struct schema_field *field)
{
	struct buf out = { .arena = diags->arena };

	buf_put(&out, str_of(type_text(field->type)));
	for (int type = CONF_GROUP; type <= CONF_BOOLEAN; type++)
		if (type != (int)field->type &&
		    (field->also & conf_type_bit(type)))
			buf_printf(&out, " or %s", type_text(type));
	return buf_str(&out);
}

static const struct schema_field *field_of(const struct schema_field *fields,
					   struct str name)
{
	for (; fields->name; fields++)
		if (str_eq(str_of(fields->name), name))
			return fields;
	return NULL;
}

/* The list of all fields helps only where it is short. */
static void unknown_field(const struct conf_node *child,
			  const struct schema_field *fields, const char *what,
			  struct diags *diags)
{
	VEC(struct str) names = { 0 };
	struct buf listed = { .arena = diags->arena };
	struct str nearest;

	for (; fields->name; fields++) {
		vec_push(diags->arena, &names, str_of(fields->name));
		buf_printf(&listed, "%s%s", names.n > 1 ? ", " : "",
			   fields->name);
	}
	diag_add(diags, DIAG_ERROR, "conf-field", child->name_span,
		 "unknown field '%.*s' in this %s",
		 STR_ARG(shown(diags, child->name)), what);
	nearest = str_nearest(child->name, names.at, names.n);
	if (!str_empty(nearest))
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest));
	else if (names.n <= LISTED_MAX)
		diag_hint(diags, "the fields are %.*s",
			  STR_ARG(buf_str(&listed)));
}

/* What is likely meant when the type is wrong. */
static void type_hint(const struct conf_node *child,
		      const struct schema_field *field, struct diags *diags)
{
	if (type_fits(field, CONF_STRING) && child->type == CONF_INTEGER)
		diag_hint(diags, "write \"%lld\"", (long long)child->integer);
	else if (field->type == CONF_ARRAY && child->type == CONF_LIST)
		diag_hint(diags, "write [ ] instead of ( )");
	else if (field->type == CONF_LIST && child->type == CONF_ARRAY)
		diag_hint(diags, "write ( ) instead of [ ]");
	else if (field->type == CONF_LIST && child->type == CONF_GROUP)
		diag_hint(diags, "write ( { ... } )");
	else if (field->type == CONF_ARRAY && child->type == field->element)
		diag_hint(diags, "write [ ] around it");
	else if (field->type == CONF_BOOLEAN || field->type == CONF_INTEGER)
		diag_hint(diags, child->type == CONF_STRING
					 ? "leave out the quotes"
					 : "write it without brackets");
}

static bool wrong_element(const struct conf_node *element,
			  const struct schema_field *field,
			  enum conf_type wanted, struct diags *diags)
{
	diag_add(diags, DIAG_ERROR, "conf-type", element->span,
		 "an element of '%s' must be %s, this is %s", field->name,
		 type_text(wanted), type_text(element->type));
	if (wanted == CONF_STRING && element->type == CONF_INTEGER)
		diag_hint(diags, "write \"%lld\"", (long long)element->integer);
	else if (wanted == CONF_GROUP && type_fits(field, CONF_ARRAY))
		diag_hint(diags, "write [ ] instead of ( )");
	else if (wanted == CONF_GROUP && element->type == CONF_LIST)
		diag_hint(diags, "write { } around its settings");
	return false;
}

/* All elements of an array have one type: a wrong one is told once. */
static bool check_array(const struct conf_node *child,
			const struct schema_field *field, struct diags *diags)
{
	return !child->n_children ||
	       element_fits(field, child->children[0].type) ||
	       wrong_element(&child->children[0], field, field->element, diags);
}

static bool check_groups(const struct conf_node *child,
			 const struct schema_field *field, struct diags *diags)
{
	const char *what = field->each_is ? field->each_is : "group";
	bool good = true;

	for (size_t i = 0; i < child->n_children; i++) {
		const struct conf_node *element = &child->children[i];

		if (element->type == CONF_GROUP)
			good = schema_check(element, field->each, what,
					    diags) &&
			       good;
		else
			good = wrong_element(element, field, CONF_GROUP, diags);
	}
	return good;
}

static bool check_child(const struct conf_node *child,
			const struct schema_field *fields, const char *what,
			struct diags *diags)
{
	const struct schema_field *field = field_of(fields, child->name);

	if (!field) {
		unknown_field(child, fields, what, diags);
		return false;
	}
	if (!type_fits(field, child->type)) {
		diag_add(diags, DIAG_ERROR, "conf-type", child->span,
			 "'%s' must be %.*s, this is %s", field->name,
			 STR_ARG(types_text(diags, field)),
			 type_text(child->type));
		type_hint(child, field, diags);
		return false;
	}
	if (child->type == CONF_GROUP && field->each)
		return schema_check(child, field->each, field->name, diags);
	if (child->type == CONF_ARRAY)
		return check_array(child, field, diags);
	if (child->type == CONF_LIST && field->each)
		return check_groups(child, field, diags);
	return true;
}

/* Where a group begins: all of it would be a long quotation. */
static struct span group_head(const struct conf_node *group)
{
	struct span head = group->span;

	if (!str_empty(group->name))
		return group->name_span;
	if (head.end > head.start + 1)
		head.end = head.start + 1;
	return head;
}

bool schema_check(const struct conf_node *group,
		  const struct schema_field *fields, const char *what,
		  struct diags *diags)
{
	bool good = true;

	for (size_t i = 0; i < group->n_children; i++)
		good = check_child(&group->children[i], fields, what, diags) &&
		       good;
	for (const struct schema_field *field = fields; field->name; field++) {
		if (!field->required || conf_child(group, str_of(field->name)))
			continue;
		diag_add(diags, DIAG_ERROR, "conf-missing", group_head(group),
			 "this %s has no '%s'", what, field->name);
		diag_hint(diags, "%s: %.*s", field->about,
			  STR_ARG(types_text(diags, field)));
		good = false;
	}
	return good;
}

const struct conf_node *schema_field_get(const struct conf_node *group,
					 const struct schema_field *field)
{
	const struct conf_node *child = conf_child(group, str_of(field->name));

	return child && type_fits(field, child->type) ? child : NULL;
}

const struct conf_node *schema_get(const struct conf_node *group,
				   const char *name, enum conf_type type)
{
	const struct conf_node *child = conf_child(group, str_of(name));

	return child && child->type == type ? child : NULL;
}
