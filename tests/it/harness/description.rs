//! The interface's own description, and whether answers are what it says.

use serde_json::Value;

use super::{Answer, Browser};

/// What `/api/openapi.json` says.
#[derive(Debug)]
pub(crate) struct Description(Value);

impl Description {
    pub(crate) async fn read(browser: &mut Browser) -> Self {
        let description = browser.get("/api/openapi.json").await.json();
        assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
        Self(description)
    }

    /// What it says of a method and a pattern; null where it says nothing.
    pub(crate) fn operation(&self, method: &str, pattern: &str) -> &Value {
        &self.0["paths"][pattern][method.to_lowercase()]
    }

    /// Fails unless the answer is one that is described.
    pub(crate) fn check(&self, method: &str, pattern: &str, answer: &Answer) {
        let responses = &self.operation(method, pattern)["responses"];
        let status = answer.status.to_string();
        let response = responses.get(&status).unwrap_or(&responses["default"]);
        let content = response["content"].as_object();
        let content = content.unwrap_or_else(|| panic!("{method} {pattern} has no {status}"));
        let (media_type, content) = content.iter().next().unwrap();
        let found = answer.headers["content-type"].to_str().unwrap();
        assert_eq!(found, media_type, "{answer:?}");
        if let Err(fault) = self.fits(&content["schema"], &answer.json()) {
            panic!("{method} {pattern} {status}: {fault}");
        }
    }

    /// The part of JSON Schema that our own descriptions use; what else one says is a fault of its own.
    fn fits(&self, schema: &Value, value: &Value) -> Result<(), String> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/components/schemas/");
            let schema = &self.0["components"]["schemas"][name];
            assert!(schema.is_object(), "schema `{name}` is missing");
            return self
                .fits(schema, value)
                .map_err(|fault| format!("{name}: {fault}"));
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits = choices
                .iter()
                .any(|choice| self.fits(choice, value).is_ok());
            let wrong = || format!("{value} is none of {choices:?}");
            return fits.then_some(()).ok_or_else(wrong);
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::String(one) => vec![one],
            Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
            other => return Err(format!("no type in {schema}: {other}")),
        };
        let is_number = types.contains(&"number") && value.is_number();
        if !is_number && !types.contains(&type_of(value)) {
            return Err(format!("{value} is not {types:?}"));
        }
        match value {
            Value::Array(items) => {
                (items.iter()).try_for_each(|item| self.fits(&schema["items"], item))
            }
            Value::Object(fields) if schema["properties"].is_object() => {
                let properties = schema["properties"].as_object().unwrap();
                let unknown = fields.keys().find(|name| !properties.contains_key(*name));
                if let Some(name) = unknown {
                    return Err(format!("`{name}` is not described"));
                }
                let required = schema["required"].as_array().into_iter().flatten();
                for name in required.filter_map(Value::as_str) {
                    fields
                        .get(name)
                        .ok_or_else(|| format!("`{name}` is missing"))?;
                }
                fields.iter().try_for_each(|(name, value)| {
                    self.fits(&properties[name], value)
                        .map_err(|fault| format!("{name}: {fault}"))
                })
            }
            _ => Ok(()),
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[test]
fn an_answer_that_is_not_as_described_is_found_out() {
    let description = Description(serde_json::json!({ "components": { "schemas": {
        "Row": {
            "type": "object",
            "properties": {
                "rank": { "type": ["integer", "null"] },
                "score": { "oneOf": [{ "type": "null" }, { "type": "number" }] },
            },
            "required": ["rank"],
        },
    } } }));
    let row =
        serde_json::json!({ "type": "array", "items": { "$ref": "#/components/schemas/Row" } });
    let fits = |text: &str| description.fits(&row, &serde_json::from_str(text).unwrap());
    assert_eq!(
        fits(r#"[{"rank":1,"score":2},{"rank":null,"score":null}]"#),
        Ok(())
    );
    for wrong in [
        r#"{"rank":1}"#,
        r#"[{"rank":"1"}]"#,
        r#"[{"rank":1,"score":"high"}]"#,
        r#"[{"score":1.5}]"#,
        r#"[{"rank":1,"name":"Ada"}]"#,
    ] {
        assert!(fits(wrong).is_err(), "{wrong}");
    }
}
