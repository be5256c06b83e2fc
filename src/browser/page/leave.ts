/** Goes to the page of the current step, once, however often it is asked for. */
export function createLeave(): (address?: string) => void {
  let isLeaving = false;
  return (address = "/sitting") => {
    if (isLeaving) return;
    isLeaving = true;
    location.assign(address);
  };
}
