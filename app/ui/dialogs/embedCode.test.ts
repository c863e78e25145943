import { expect, test } from "vitest";
import { embedCode } from "./embedCode.ts";

test("the fragment is kept, the switch is set, and a title cannot end its attribute", () => {
  const code = embedCode("https://host.example/folder/?theme=dark#1.heap~-s3", 'A "heap" <moves>');
  expect(code).toContain('src="https://host.example/folder/?embed#1.heap~-s3"');
  expect(code).toContain('title="A &quot;heap&quot; &lt;moves>"');
  expect(code.match(/</g)).toHaveLength(2);
});
