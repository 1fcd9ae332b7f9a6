// What a picture shows, as a browser has it: every resource's box, and whatever covers, overflows or sticks out. Called with no arguments.
() => {
  const picture = document.querySelector('svg.picture');
  const canvas = picture.getBoundingClientRect();
  const area = (element) => element.getBoundingClientRect();
  const plate = (box) => area(box.querySelector(':scope > .plate'));
  const name = (box) => box.dataset.name || box.querySelector(':scope > text')?.textContent || box.getAttribute('class');
  const within = (inner, outer) =>
    inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  const covers = (one, other) =>
    one.left < other.right - 0.5 && other.left < one.right - 0.5 && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
  const boxes = [...picture.querySelectorAll('g.box')];
  const wrong = [];
  const report = (what, ...elements) => wrong.push(`${what}: ${elements.map(name).join(', ')}`);

  for (const box of boxes) {
    const rectangle = plate(box);
    const children = [...box.querySelectorAll(':scope > g.box')];
    const texts = [...box.querySelectorAll(':scope > text')];
    if (!(rectangle.width > 4 && rectangle.height > 4)) report('has no size', box);
    if (!within(rectangle, canvas)) report('is outside of the picture', box);
    for (const text of texts) {
      if (!(area(text).width > 0)) wrong.push(`is not drawn: ${text.textContent} in ${name(box)}`);
      if (!within(area(text), rectangle)) wrong.push(`overflows: ${text.textContent} in ${name(box)}`);
      for (const other of texts) if (text !== other && covers(area(text), area(other))) wrong.push(`runs into ${other.textContent}: ${text.textContent}`);
      for (const child of children) if (covers(area(text), plate(child))) wrong.push(`is covered by ${name(child)}: ${text.textContent}`);
    }
    for (const child of children) if (!within(plate(child), rectangle)) report('sticks out of its parent', child, box);
  }
  for (const parent of new Set(boxes.map((box) => box.parentNode))) {
    const siblings = [...parent.children].filter((child) => child.matches('g.box'));
    siblings.forEach((one, number) => {
      for (const other of siblings.slice(number + 1)) if (covers(plate(one), plate(other))) report('overlap', one, other);
    });
  }
  for (const arrow of picture.querySelectorAll('g.arrow')) {
    const label = arrow.querySelector(':scope > text');
    if (label && !within(area(label), area(arrow.querySelector('.shield')))) wrong.push(`overflows its shield: ${label.textContent}`);
  }
  for (const text of picture.querySelectorAll('text')) {
    if (!within(area(text), canvas)) wrong.push(`leaves the picture: ${text.textContent}`);
    if (getComputedStyle(text).visibility !== 'visible') wrong.push(`is hidden: ${text.textContent}`);
  }
  const resources = boxes.filter((box) => box.dataset.kind).map((box) => [box.dataset.kind, box.dataset.name, box.dataset.region]);
  const arrows = [...picture.querySelectorAll('g.arrow > title')].map((title) => title.textContent);
  return { resources, arrows, wrong, width: canvas.width, overflow: document.documentElement.scrollWidth - window.innerWidth };
}
