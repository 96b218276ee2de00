/** Who answers for the plaques and issues reports, as named in 黑市诚信办发〔2022〕2号. */
export const CITY_OFFICE = {
  name: '黑河市“诚信黑河”建设工作领导小组办公室',
  phoneNumber: '0456-2666187',
}
