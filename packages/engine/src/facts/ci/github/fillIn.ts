/** Puts in `${{ env.X }}`, `${{ inputs.X }}` and `${{ matrix.X }}` where the value is known; the rest stays as written. */
export function fillIn(text: string, value: (name: string) => string | undefined): string {
  return text.includes('${{')
    ? text.replace(
        /\$\{\{\s*((?:env|inputs|matrix|steps|needs|github\.event\.inputs)\.[\w.-]+|(?:env|inputs|matrix)\['[\w.-]+'\])\s*\}\}/g,
        (whole, name: string) => value(name.replace(/\['(.*)'\]$/, '.$1')) ?? whole,
      )
    : text;
}
