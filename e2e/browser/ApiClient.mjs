/** The portal's APIs, called as the guest calls them. */
export class ApiClient {
  #url;
  #token;

  static async signIn(url) {
    const client = new ApiClient();
    const answer = await fetch(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    client.#url = url;
    client.#token = (await answer.json()).backstageIdentity.token;
    return client;
  }

  /** The answer's body; `undefined` when the portal refuses. */
  async request(method, path, body) {
    const answer = await fetch(`${this.#url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    return answer.ok ? answer.json() : undefined;
  }

  /** The answer about one component, with its scorecard. */
  scorecardOf(name) {
    return this.request('GET', `container-lens/v1/entities/component/default/${name}/scorecard`);
  }

  /** Runs the scaffolder's gate on files, without creating anything; returns what the action put out. */
  async gate(name, files) {
    const answer = await this.request('POST', 'scaffolder/v2/dry-run', {
      template: {
        apiVersion: 'scaffolder.backstage.io/v1beta3',
        kind: 'Template',
        metadata: { name: 'gate' },
        spec: {
          owner: 'group:default/platform',
          type: 'service',
          parameters: [],
          steps: [
            { id: 'files', name: 'Files', action: 'fetch:plain', input: { url: './' } },
            {
              id: 'check',
              name: 'Check',
              action: 'container-lens:validate',
              input: { name, failOn: 'never' },
            },
          ],
          output: {
            score: '${{ steps.check.output.score }}',
            findings: '${{ steps.check.output.findings }}',
          },
        },
      },
      values: {},
      secrets: {},
      directoryContents: files.map(({ path, content }) => ({
        path,
        base64Content: content.toString('base64'),
      })),
    });
    return answer?.output;
  }
}
