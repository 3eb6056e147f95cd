# Prints a line for every failed test in JUnit reports: class, name and the beginning of the error.
# Reads what Surefire, Failsafe, Vitest and Playwright write, in any awk.
BEGIN { RS = "<"; MOST = 300 }

function attribute(name,    value) {
  if (!match($0, "[ \t\n]" name "=\"[^\"]*\"")) return ""
  value = substr($0, RSTART, RLENGTH)
  sub(/^[^"]*"/, "", value)
  sub(/"$/, "", value)
  return value
}

function plain(text) {
  # Colours; Playwright leaves their ends.
  gsub(/\033?\[[0-9;]*m/, "", text)
  gsub(/!\[CDATA\[|<!\[CDATA\[|\]\]>/, "", text)
  gsub(/&#(10|xA|xa|9|13);/, " ", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&(apos|#39|#x27);/, "'", text)
  gsub(/&amp;/, "\\&", text)
  gsub(/[ \t\r\n]+/, " ", text)
  sub(/^ /, "", text)
  # At a space, which is never in the middle of a character.
  if (length(text) > MOST) {
    text = substr(text, 1, MOST)
    sub(/ [^ ]*$/, " ...", text)
  }
  return text
}

/^testcase[ \t\n]/ { test = attribute("classname") ": " attribute("name") }

/^(failure|error)[ \t\n>\/]/ && test != "" {
  if (!open) {
    message = attribute("message")
    type = attribute("type")
    text = ""
    open = 1
  }
}

open && /^(\/(failure|error)>|(failure|error)[^>]*\/>)/ {
  # The message of a browser test names only the test; its error comes after the first line.
  if (message == "" || index(message, ".spec.ts:")) {
    if (match(text, /[A-Za-z]*Error: /)) text = substr(text, RSTART)
    message = text ~ /[^ \t\r\n]/ ? text : type
  }
  print "FAILED " plain(test) "\n       " plain(message)
  open = 0
}

open {
  content = $0
  if (content ~ /^(failure|error)[ \t\n>]/) sub(/^[^>]*>/, "", content)
  else content = "<" content
  text = text content
}

/^\/testcase>/ { test = ""; open = 0 }
