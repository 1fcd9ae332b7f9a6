// How many colours an image has, which part of it is the most frequent one, and how light it is from 0 to 1. Called with a data URL.
async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data;
  const found = new Map();
  let light = 0;
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    found.set(colour, (found.get(colour) || 0) + 1);
    light += data[at] + data[at + 1] + data[at + 2];
  }
  const pixels = data.length / 4;
  return { colours: found.size, largest: Math.max(...found.values()) / pixels, light: light / pixels / 765 };
}
