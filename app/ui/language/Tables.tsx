import type { Constant } from "#engine/constantSet.ts";
import { hex } from "#engine/addr.ts";
import type { Signature } from "#engine/signatures.ts";
import type { StructShape } from "#engine/structShapes.ts";
import { meaningOfMember, meaningOfParam } from "#lang/meanings.ts";
import { printFallback } from "#lang/printCall.ts";
import styles from "./Language.module.css";
import { words } from "./words.ts";

/** A constant's name, which a narrow page may break behind an underscore. */
const breakable = (name: string) =>
  name.split(/(?<=_)/).map((piece, index) => (
    <span key={name.slice(0, index) + piece}>
      {index > 0 && <wbr />}
      {piece}
    </span>
  ));

/** The arguments of a call. */
export function ParamTable({ signature }: { readonly signature: Signature }) {
  if (signature.params.length === 0) return null;
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{words.argument}</th>
          <th scope="col">{words.means}</th>
          <th scope="col">{words.leftOut}</th>
        </tr>
      </thead>
      <tbody>
        {signature.params.map((param) => (
          <tr key={param.name}>
            <th scope="row">
              <code>{param.name}</code>
            </th>
            <td>{meaningOfParam(signature, param)}</td>
            <td>
              {param.fallback === null ? (
                <span className={styles["quiet"]}>{words.required}</span>
              ) : (
                <code>{printFallback(param)}</code>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function MemberTable({ shape }: { readonly shape: StructShape }) {
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{words.member}</th>
          <th scope="col">{words.means}</th>
          <th scope="col">{words.leftOut}</th>
        </tr>
      </thead>
      <tbody>
        {shape.members.map((member) => (
          <tr key={member.name}>
            <th scope="row">
              <code>{member.name}</code>
            </th>
            <td>{meaningOfMember(shape, member)}</td>
            <td>
              {member.fallback === null ? (
                <span className={styles["quiet"]}>{words.required}</span>
              ) : (
                <code>{hex(member.fallback)}</code>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ConstantTable({ constants }: { readonly constants: readonly Constant[] }) {
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.means}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.since}</th>
        </tr>
      </thead>
      <tbody>
        {constants.map(({ name, meaning, value, since }) => (
          <tr key={name}>
            <th scope="row">
              <code>{breakable(name)}</code>
            </th>
            <td>{meaning}</td>
            <td>
              <code>{hex(value)}</code>
            </td>
            <td className={styles["quiet"]}>{since ?? words.always}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
