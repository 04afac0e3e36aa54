import { RecurringTexts } from './recurringTexts';

function countReadings() {
  const texts = new RecurringTexts<{ readonly text: string }>();
  const read: string[] = [];
  const get = (text: string, mode = '1') =>
    texts.get(text, mode, own => {
      read.push(own);
      return { text: own };
    });
  return { get, read };
}

describe('RecurringTexts', () => {
  it('reads a text once for each mode', () => {
    const { get, read } = countReadings();
    expect(get('npm ci')).toEqual({ text: 'npm ci' });
    expect(get('npm ci')).toBe(get('npm ci'));
    expect(get('npm ci', '2')).not.toBe(get('npm ci'));
    expect(read).toEqual(['npm ci', 'npm ci']);
  });

  it('keeps what is asked for again, and forgets the rest', () => {
    const { get, read } = countReadings();
    const first = get('npm ci');
    for (let index = 0; index < 2000; index++) {
      get(`echo ${index}`);
      expect(get('npm ci')).toBe(first);
    }
    get('echo 0');
    expect(read.filter(text => text === 'echo 0')).toHaveLength(2);
  });

  it('does not keep long texts', () => {
    const { get } = countReadings();
    const long = 'true; '.repeat(1000);
    expect(get(long)).not.toBe(get(long));
  });
});
